variable "name" {
  description = "What every resource's name begins with, such as evergreen-prod."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,22}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 24 lower-case letters, digits or hyphens, because a load balancer's name ends at 32 characters. Choose one such as evergreen-prod."
  }
}

variable "cidr" {
  description = "Addresses of the VPC, as a CIDR block from /16 to /20."
  type        = string
  nullable    = false
  default     = "10.0.0.0/16"

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && can(regex("/(1[6-9]|20)$", var.cidr))
    error_message = "cidr must be an IPv4 block from /16 to /20, because six subnets of at least 16 addresses are cut from it. Write one such as 10.0.0.0/16."
  }
}

variable "zones" {
  description = "The three availability zones that everything is spread over; the NAT instance is in the first."
  type        = list(string)
  nullable    = false
  default     = ["eu-north-1a", "eu-north-1b", "eu-north-1c"]

  validation {
    condition     = length(var.zones) == 3 && length(distinct(var.zones)) == 3
    error_message = "zones must name three different availability zones, because services are spread over three and outlive the loss of one. Name three, such as eu-north-1a, eu-north-1b and eu-north-1c."
  }

  validation {
    condition     = alltrue([for zone in var.zones : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$", zone))])
    error_message = "zones must be names of availability zones, not of regions or zone ids. Write names such as eu-north-1a."
  }

  validation {
    condition     = length(distinct([for zone in var.zones : substr(zone, 0, length(zone) - 1)])) <= 1
    error_message = "zones must be of one region, because a VPC has one. Name three zones of the provider's region."
  }
}

variable "public_subnets" {
  description = "CIDR blocks of the public subnets, one a zone; null cuts the first three from the VPC's block."
  type        = list(string)
  default     = null

  validation {
    condition     = var.public_subnets == null ? true : length(var.public_subnets) == 3 && alltrue([for block in var.public_subnets : can(cidrhost(block, 0))])
    error_message = "public_subnets must be three IPv4 blocks, one for each zone. Write three such as 10.0.0.0/24, or leave it out."
  }
}

variable "private_subnets" {
  description = "CIDR blocks of the private subnets, one a zone; null cuts the next three from the VPC's block."
  type        = list(string)
  default     = null

  validation {
    condition     = var.private_subnets == null ? true : length(var.private_subnets) == 3 && alltrue([for block in var.private_subnets : can(cidrhost(block, 0))])
    error_message = "private_subnets must be three IPv4 blocks, one for each zone. Write three such as 10.0.3.0/24, or leave it out."
  }
}

variable "nat_instance_type" {
  description = "Graviton instance type of the NAT instance. t4g.nano sustains 32 Mbit/s and bursts to 5 Gbit/s (fck-nat, Choosing an instance size); t4g.small where several nodes pull images at once."
  type        = string
  nullable    = false
  default     = "t4g.nano"

  validation {
    condition     = can(regex("^(t4g|[cmr][6-9]gn?d?)\\.[a-z0-9]+$", var.nat_instance_type))
    error_message = "nat_instance_type must be a Graviton type, because the NAT image is for arm64. Choose one such as t4g.nano."
  }
}

variable "nat_ami_id" {
  description = "Image of the NAT instance. Set it to pin one: an image that its publisher withdraws is no longer found by name."
  type        = string
  default     = null

  validation {
    condition     = var.nat_ami_id == null ? true : can(regex("^ami-[0-9a-f]{8,17}$", var.nat_ami_id))
    error_message = "nat_ami_id must be the id of an image, such as ami-0123456789abcdef0. Leave it out to find fck-nat by nat_ami_name."
  }
}

variable "nat_ami_name" {
  description = "Name of the fck-nat image, in which * stands for its date. The version is fixed: a newer one comes when you ask for it."
  type        = string
  nullable    = false
  default     = "fck-nat-al2023-hvm-1.4.0-*-arm64-ebs"

  validation {
    condition     = can(regex("arm64", var.nat_ami_name))
    error_message = "nat_ami_name must be of an arm64 image, because the NAT instance is a Graviton one. Write one such as fck-nat-al2023-hvm-1.4.0-*-arm64-ebs."
  }
}

variable "nat_ami_owner" {
  description = "Account that publishes the NAT image; fck-nat's by default."
  type        = string
  nullable    = false
  default     = "568608671756"

  validation {
    condition     = can(regex("^([0-9]{12}|self)$", var.nat_ami_owner))
    error_message = "nat_ami_owner must be a 12-digit account number or self, because anybody can publish an image under fck-nat's name."
  }
}

variable "alarm_topic_arns" {
  description = "SNS topics that are told when egress is dead and when it is back."
  type        = list(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for arn in var.alarm_topic_arns : can(regex("^arn:aws[a-z-]*:sns:", arn))])
    error_message = "alarm_topic_arns must be ARNs of SNS topics. Create a topic and give its ARN, such as arn:aws:sns:eu-north-1:123456789012:alarms."
  }
}
