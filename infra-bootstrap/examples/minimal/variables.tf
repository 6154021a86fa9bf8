variable "region" {
  description = "Region of everything."
  type        = string
  nullable    = false
  default     = "eu-north-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be the name of a region, such as eu-north-1, and not of a zone."
  }
}

variable "platform" {
  description = "Name of the platform."
  type        = string
  nullable    = false
  default     = "containers"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,14}$", var.platform))
    error_message = "platform must be 2 to 15 lower-case letters or digits, because all names begin with it. Choose one such as containers."
  }
}

variable "environment" {
  description = "Which of your platforms it is."
  type        = string
  nullable    = false
  default     = "prod"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,7}$", var.environment))
    error_message = "environment must be 2 to 8 lower-case letters or digits, because all names hold it. Choose one such as prod."
  }
}

variable "domain" {
  description = "Domain under which applications get their hosts, such as apps.example.no; the portal is at portal.<domain>."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "domain must be a domain in lower case, such as apps.example.no, without a star and without a dot at the end."
  }
}

variable "zone_id" {
  description = "Id of the Route 53 zone that holds the domain."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Z0-9]{10,32}$", var.zone_id))
    error_message = "zone_id must be the id of the Route 53 zone that holds the domain, because the certificate is proven by a record in it. Look it up with: aws route53 list-hosted-zones-by-name --dns-name example.no"
  }
}

variable "image" {
  description = "The portal's image, by digest or a tag that never moves, for amd64."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.image) > 0
    error_message = "image must be the portal's image, such as ghcr.io/dotkom/container-portal:1.0.0."
  }
}

variable "identity" {
  description = "Your identity provider: the issuer's address and the portal's client id there."
  type = object({
    issuer    = string
    client_id = string
  })
  nullable = false

  validation {
    condition     = startswith(var.identity.issuer, "https://")
    error_message = "identity.issuer must be an address that begins with https://, as your identity provider states it under /.well-known/openid-configuration."
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

variable "registries" {
  description = "Registries that images may come from, the default one first; null allows the account's own ECR registry alone."
  type        = list(string)
  default     = null

  validation {
    condition     = var.registries == null ? true : length(var.registries) > 0
    error_message = "registries must name a registry at least, or be left out for the account's own."
  }
}

variable "alarm_email" {
  description = "Where alarms go; null sends none, and they are seen in CloudWatch alone."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_email == null ? true : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", var.alarm_email))
    error_message = "alarm_email must be an address such as drift@example.no. AWS sends a letter to it first, whose link must be followed."
  }
}

variable "create_service_linked_role" {
  description = "Whether to make AWS's own role for ECS. False where ECS was used in the account before: making it again fails."
  type        = bool
  nullable    = false
  default     = true
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete load balancer and database. Switch it off, apply, then destroy."
  type        = bool
  nullable    = false
  default     = true
}
