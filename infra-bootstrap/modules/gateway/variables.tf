variable "name" {
  description = "What every resource's name begins with, such as evergreen-prod."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,22}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 24 lower-case letters, digits or hyphens, because a load balancer's name ends at 32 characters. Choose one such as evergreen-prod."
  }
}

variable "vpc_id" {
  description = "VPC of the load balancer."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-z]+$", var.vpc_id))
    error_message = "vpc_id must be the id of a VPC, such as vpc-0e7e46ee10abc0001. Give the network module's output vpc_id."
  }
}

variable "subnet_ids" {
  description = "Public subnets of the load balancer, in different zones."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids must be two subnets or more, because an application load balancer lives in two zones at least. Give the network module's output public_subnet_ids."
  }
}

variable "primary_domain" {
  description = "The one of domains whose certificate answers a visitor that names no host we know."
  type        = string
  nullable    = false

  validation {
    condition     = contains(keys(var.domains), var.primary_domain)
    error_message = "primary_domain must be one of the names in domains, because the listener's own certificate is made for it. Add it to domains, or name another."
  }

  validation {
    condition     = try(var.domains[var.primary_domain].certificate, true)
    error_message = "The primary domain must have a certificate, because the listener needs one to start. Set certificate = true for it, or choose another primary_domain."
  }
}

variable "domains" {
  description = "Domains that applications may have hosts in, by name. zone_id: the Route 53 zone that holds them. wildcard: a record leads every direct child here, so that applications need none of their own. certificate: one is made for the domain and its direct children; without it each host gets its own."
  type = map(object({
    zone_id     = string
    wildcard    = optional(bool, true)
    certificate = optional(bool, true)
  }))
  nullable = false

  validation {
    condition     = length(var.domains) > 0
    error_message = "domains must have one domain at least, because applications are reached by host names. Add one such as apps.example.no with the id of its Route 53 zone."
  }

  validation {
    condition     = alltrue([for name in keys(var.domains) : can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", name))])
    error_message = "domains must have names such as apps.example.no, in lower case, without a star and without a dot at the end."
  }

  validation {
    condition     = alltrue([for domain in values(var.domains) : can(regex("^[A-Z0-9]{10,32}$", domain.zone_id))])
    error_message = "Every domain needs the id of its Route 53 zone (zone_id), because the certificate is proven by a record in it. Look it up with: aws route53 list-hosted-zones-by-name --dns-name example.no"
  }

  validation {
    condition     = length([for name in keys(var.domains) : name if length(name) > 62]) == 0
    error_message = "A domain may have 62 characters at most, because a certificate's name, which begins with a star and a dot, ends at 64. Choose a shorter one."
  }
}

variable "tls_policy" {
  description = "Which TLS versions and ciphers the listener speaks."
  type        = string
  nullable    = false
  default     = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  validation {
    condition     = can(regex("^ELBSecurityPolicy-TLS13-1-[23]-", var.tls_policy))
    error_message = "tls_policy must be one that begins with TLS 1.2, because older versions are broken. Choose one such as ELBSecurityPolicy-TLS13-1-2-2021-06."
  }
}

variable "idle_timeout" {
  description = "Seconds after which a connection without a byte is closed; streams must send something more often."
  type        = number
  nullable    = false
  default     = 60

  validation {
    condition     = var.idle_timeout >= 1 && var.idle_timeout <= 4000 && floor(var.idle_timeout) == var.idle_timeout
    error_message = "idle_timeout must be a whole number of seconds from 1 to 4000, which is what load balancers take."
  }
}

variable "log_days" {
  description = "Days for which the load balancer's access logs are kept; they hold visitors' addresses."
  type        = number
  nullable    = false
  default     = 30

  validation {
    condition     = var.log_days >= 1 && floor(var.log_days) == var.log_days
    error_message = "log_days must be a whole number of days, 1 or more."
  }
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the load balancer, and Terraform a bucket with logs in it. Switch it off, apply, then destroy."
  type        = bool
  nullable    = false
  default     = true
}
