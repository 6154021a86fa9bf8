variable "zone_ids" {
  description = "Ids of Dotkom's Route 53 zones by the domains they hold."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for domain in ["online.ntnu.no", "grades.no", "vinstraff.no"] : contains(keys(var.zone_ids), domain)])
    error_message = "zone_ids must have the zones online.ntnu.no, grades.no and vinstraff.no, because applications have hosts in each. Look them up with: aws route53 list-hosted-zones"
  }

  validation {
    condition     = alltrue([for id in values(var.zone_ids) : can(regex("^[A-Z0-9]{10,32}$", id))])
    error_message = "zone_ids must be ids of Route 53 zones, such as Z0123456789ABCDEFGHIJ. Look them up with: aws route53 list-hosted-zones"
  }
}

variable "image" {
  description = "The portal's image, by digest or a tag that never moves, for arm64."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.image) > 0
    error_message = "image must be the portal's image, such as ghcr.io/dotkom/container-portal:1.0.0."
  }
}

variable "client_id" {
  description = "The portal's client id in Auth0."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.client_id) > 0
    error_message = "client_id must be the client id of the portal's auth0_client, a regular_web one with the connections FEIDE and username/password."
  }
}

variable "settings" {
  description = "Who may do what in the portal, as its environment variables; see the README's step 5."
  type        = map(string)
  nullable    = false
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.settings) : can(regex("^[A-Z][A-Z0-9_]*$", name))])
    error_message = "settings must be named as environment variables are, in capitals, such as PORTAL_IDENTITY_CLAIM_NAME."
  }
}

variable "node_ami_ids" {
  description = "Images of nodes by architecture, as packer/ makes them; what is left out takes the newest ECS-optimized one."
  type        = map(string)
  nullable    = false
  default     = {}

  validation {
    condition     = alltrue([for architecture, id in var.node_ami_ids : contains(["amd64", "arm64"], architecture) && can(regex("^ami-[0-9a-f]{8,17}$", id))])
    error_message = "node_ami_ids must be ids of images by amd64 and arm64, such as { arm64 = \"ami-0123456789abcdef0\" }. Take them from packer build's last lines."
  }
}

variable "nat_ami_id" {
  description = "Image of the NAT instance; pinned, because its publisher withdraws old ones from search after two years."
  type        = string
  default     = null

  validation {
    condition     = var.nat_ami_id == null ? true : can(regex("^ami-[0-9a-f]{8,17}$", var.nat_ami_id))
    error_message = "nat_ami_id must be the id of an image, such as ami-0123456789abcdef0, or be left out."
  }
}

variable "log_destination_arn" {
  description = "Kinesis stream, Firehose or Lambda function that lines of all applications are forwarded to; null forwards none."
  type        = string
  default     = null

  validation {
    condition     = var.log_destination_arn == null ? true : can(regex("^arn:aws[a-z-]*:(kinesis|firehose|lambda):", var.log_destination_arn))
    error_message = "log_destination_arn must be the ARN of a Kinesis stream, a Firehose delivery stream or a Lambda function, or be left out."
  }
}

variable "alarm_email" {
  description = "Where alarms go."
  type        = string
  nullable    = false
  default     = "dotkom@online.ntnu.no"

  validation {
    condition     = can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", var.alarm_email))
    error_message = "alarm_email must be an address. AWS sends a letter to it first, whose link must be followed."
  }
}

variable "create_service_linked_role" {
  description = "Whether to make AWS's own role for ECS. Dotkom's account has it: ECS runs there since 2024."
  type        = bool
  nullable    = false
  default     = false
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete load balancer and database. Switch it off, apply, then destroy."
  type        = bool
  nullable    = false
  default     = true
}
