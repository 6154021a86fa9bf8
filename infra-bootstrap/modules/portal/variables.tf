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
  description = "VPC of the portal's node and database."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-z]+$", var.vpc_id))
    error_message = "vpc_id must be the id of a VPC, such as vpc-0e7e46ee10abc0001. Give the network module's output vpc_id."
  }
}

variable "subnet_ids" {
  description = "Private subnets of the portal's node and database."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids must be two private subnets or more, in different zones, because a database asks for two. Give the network module's output private_subnet_ids."
  }
}

variable "gateway" {
  description = "The load balancer that visitors of the portal come through, as the gateway module's outputs have it. own_host is the one by which the portal asks through it."
  type = object({
    security_group_id = string
    listener_arn      = string
    own_host          = string
    dns_name          = string
    dns_zone_id       = string
  })
  nullable = false

  validation {
    condition     = can(regex("^sg-[0-9a-z]+$", var.gateway.security_group_id)) && can(regex("^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:listener/app/", var.gateway.listener_arn))
    error_message = "gateway must have the load balancer's security_group_id and the listener_arn of port 443. Give the gateway module's outputs."
  }
}

variable "more_listener_arns" {
  description = "Listeners of further load balancers of applications."
  type        = list(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for arn in var.more_listener_arns : can(regex("^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:listener/app/", arn))])
    error_message = "more_listener_arns must be ARNs of listeners of application load balancers. Give the outputs listener_arn of further gateway modules."
  }
}

variable "host" {
  description = "Host name of the portal, covered by a certificate of the listener."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$", var.host))
    error_message = "host must be a host name in lower case, such as portal.apps.example.no, without https:// and without a path."
  }
}

variable "host_zone_id" {
  description = "Route 53 zone in which a record for host is made; null where a wildcard record leads there already."
  type        = string
  default     = null

  validation {
    condition     = var.host_zone_id == null ? true : can(regex("^[A-Z0-9]{10,32}$", var.host_zone_id))
    error_message = "host_zone_id must be the id of a Route 53 zone, such as Z0123456789ABCDEFGHIJ. Look it up with: aws route53 list-hosted-zones-by-name --dns-name example.no"
  }
}

variable "rule_priority" {
  description = "Number of the portal's rule on the listener."
  type        = number
  nullable    = false
  default     = 100

  validation {
    condition     = var.rule_priority >= 1 && var.rule_priority < 2000 && floor(var.rule_priority) == var.rule_priority
    error_message = "rule_priority must be a whole number from 1 to 1999, because from 2000 on the portal itself gives out the numbers."
  }
}

variable "image" {
  description = "The portal's image, by its digest or by a tag that never moves. Built for the architecture of the portal's node."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9._/:-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@sha256:[0-9a-f]{64})$", var.image)) && !endswith(var.image, ":latest")
    error_message = "image must be an image with a tag or a digest and not latest, because nobody could tell which version runs or go back to it. Write one such as ghcr.io/dotkom/container-portal:1.0.0."
  }
}

variable "setup_image" {
  description = "An image with psql 14 or newer, which makes the portal's database role before each start."
  type        = string
  nullable    = false
  default     = "postgres:18-alpine"

  validation {
    condition     = length(var.setup_image) > 0
    error_message = "setup_image must be an image with psql, such as postgres:18-alpine."
  }
}

variable "size" {
  description = "What the portal's container gets: CPU as shares of 1024 a processor, memory in MiB that is kept for it, and the limit above which it is ended."
  type = object({
    cpu                = optional(number, 256)
    memory_reservation = optional(number, 512)
    memory             = optional(number, 768)
  })
  nullable = false
  default  = {}

  validation {
    condition     = var.size.cpu >= 128 && var.size.memory_reservation >= 256 && var.size.memory > var.size.memory_reservation
    error_message = "size must have 128 shares and 256 MiB at least, and a memory limit above the reservation, because a new version starts beside the old one and a Java program needs room to start."
  }
}

variable "desired_count" {
  description = "How many portals run. One is enough; two outlive the loss of a node."
  type        = number
  nullable    = false
  default     = 1

  validation {
    condition     = var.desired_count >= 0 && var.desired_count <= 4 && floor(var.desired_count) == var.desired_count
    error_message = "desired_count must be a whole number from 0 to 4."
  }
}

variable "nodes" {
  description = "The portal's own nodes, which no application ever runs on. architecture must be the image's; ami_id: an image that packer/ made."
  type = object({
    architecture  = optional(string, "amd64")
    instance_type = optional(string, "t3.small")
    min_size      = optional(number, 1)
    max_size      = optional(number, 2)
    ami_id        = optional(string)
  })
  nullable = false
  default  = {}

  validation {
    condition     = contains(["amd64", "arm64"], var.nodes.architecture)
    error_message = "nodes.architecture must be amd64 or arm64, whichever the portal's image is built for."
  }
}

variable "database" {
  description = "The portal's PostgreSQL. multi_az keeps a second one ready in another zone, for twice the price."
  type = object({
    instance_class = optional(string, "db.t4g.micro")
    version        = optional(string, "17")
    storage_gib    = optional(number, 20)
    multi_az       = optional(bool, false)
    backup_days    = optional(number, 14)
  })
  nullable = false
  default  = {}

  validation {
    condition     = can(regex("^db\\.[a-z0-9]+\\.[a-z0-9]+$", var.database.instance_class))
    error_message = "database.instance_class must be a class such as db.t4g.micro."
  }

  validation {
    condition     = can(regex("^(1[6-9]|[2-9][0-9])(\\.[0-9]+)?$", var.database.version))
    error_message = "database.version must be 16 or newer, because the portal uses what came with it. Write a major version such as 17: AWS then keeps the minor one up to date."
  }

  validation {
    condition     = var.database.storage_gib >= 20 && floor(var.database.storage_gib) == var.database.storage_gib
    error_message = "database.storage_gib must be a whole number, 20 or more, which is the least that RDS takes."
  }

  validation {
    condition     = var.database.backup_days >= 1 && var.database.backup_days <= 35 && floor(var.database.backup_days) == var.database.backup_days
    error_message = "database.backup_days must be a whole number from 1 to 35: without backups everything that the portal knows is lost with its disk, and RDS keeps none for longer."
  }
}

variable "identity" {
  description = "Who lets people in: the issuer's address and the portal's client id there. Its secret is a parameter that a person stores (see secrets_path)."
  type = object({
    issuer    = string
    client_id = string
  })
  nullable = false

  validation {
    condition     = can(regex("^https://[^/ ]+(/.*)?$", var.identity.issuer)) && length(var.identity.client_id) > 0
    error_message = "identity must have the issuer's address, which begins with https://, and a client_id, because without a sign-in nobody can use the portal. Register the portal with your identity provider first."
  }
}

variable "settings" {
  description = "Further settings of the portal as environment variables, such as PORTAL_IDENTITY_CLAIM_NAME."
  type        = map(string)
  nullable    = false
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.settings) : can(regex("^[A-Z][A-Z0-9_]*$", name))])
    error_message = "settings must be named as environment variables are, in capitals, such as PORTAL_IDENTITY_CLAIM_NAME."
  }

  validation {
    condition     = alltrue([for name in keys(var.settings) : !can(regex("(SECRET|PASSWORD|TOKENKEY)$", name))])
    error_message = "settings may hold no secret, because everybody who may look at the task definition or at Terraform's state reads it. Store it as a parameter below secrets_path and name it in secrets."
  }
}

variable "secrets" {
  description = "Environment variables of the portal whose values are parameters below secrets_path, by the name of each variable. A person stores the values; Terraform never sees them."
  type        = map(string)
  nullable    = false
  default = {
    PORTAL_IDENTITY_CLIENTSECRET = "client-secret"
    PORTAL_IDENTITY_TOKENKEY     = "token-key"
    SPRING_DATASOURCE_PASSWORD   = "database-password"
  }

  validation {
    condition     = contains(keys(var.secrets), "PORTAL_IDENTITY_CLIENTSECRET") && contains(keys(var.secrets), "SPRING_DATASOURCE_PASSWORD")
    error_message = "secrets must have PORTAL_IDENTITY_CLIENTSECRET and SPRING_DATASOURCE_PASSWORD, because the portal does not start without them."
  }

  validation {
    condition     = alltrue([for parameter in values(var.secrets) : can(regex("^[A-Za-z0-9_.-]+$", parameter))])
    error_message = "secrets must name parameters directly below secrets_path, without a slash, such as client-secret."
  }
}

variable "secrets_path" {
  description = "Where the portal's own secrets lie in Parameter Store, such as /evergreen/prod/portal/; never below the path of applications' secrets."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(/[A-Za-z0-9_.-]+)+/$", var.secrets_path))
    error_message = "secrets_path must be a path that begins and ends with a slash, such as /evergreen/prod/portal/."
  }

  validation {
    condition     = !startswith(var.secrets_path, var.roles.secrets_prefix)
    error_message = "secrets_path may not lie below the path of applications' secrets, because roles of applications could be made to read it. Choose one beside it, such as /evergreen/prod/portal/."
  }
}

variable "manifest" {
  description = "The parameter that describes the platform, as the manifest module's outputs have it."
  type = object({
    name = string
    arn  = string
  })
  nullable = false

  validation {
    condition     = startswith(var.manifest.name, "/") && can(regex("^arn:aws[a-z-]*:ssm:", var.manifest.arn))
    error_message = "manifest must have the parameter's name and its ARN. Give the manifest module's outputs parameter_name and parameter_arn."
  }
}

variable "cluster" {
  description = "ECS cluster that applications run in: the only one the portal may change."
  type = object({
    arn  = string
    name = string
  })
  nullable = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:ecs:[a-z0-9-]+:[0-9]{12}:cluster/", var.cluster.arn)) && length(var.cluster.name) > 0
    error_message = "cluster must have the cluster's arn and its name. Give the cluster module's outputs."
  }
}

variable "roles" {
  description = "Roles of applications and what bounds them, as the roles module's outputs have it."
  type = object({
    execution_role_arn = string
    boundary_arn       = string
    role_path          = string
    secrets_prefix     = string
    log_group_prefixes = list(string)
  })
  nullable = false

  validation {
    condition     = can(regex("^(/[A-Za-z0-9_.-]+)+/$", var.roles.role_path)) && can(regex("^(/[A-Za-z0-9_.-]+)+/$", var.roles.secrets_prefix)) && length(var.roles.log_group_prefixes) > 0
    error_message = "roles must have paths that begin and end with a slash, and a prefix of log groups. Give the roles module's outputs."
  }
}

variable "passed_role_arns" {
  description = "Roles of applications that the portal adopted with a role of their own: it may give these to their tasks, too. Whoever may register an application can act as them."
  type        = list(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for arn in var.passed_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[^*]+$", arn))])
    error_message = "passed_role_arns must be whole ARNs of roles without a star, because whoever may pass a role can act as it. Name each."
  }
}

variable "hosted_zone_ids" {
  description = "Route 53 zones in which the portal may make records of applications."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.hosted_zone_ids) > 0 && alltrue([for id in var.hosted_zone_ids : can(regex("^[A-Z0-9]{10,32}$", id))])
    error_message = "hosted_zone_ids must be ids of Route 53 zones, such as Z0123456789ABCDEFGHIJ. Look one up with: aws route53 list-hosted-zones-by-name --dns-name example.no"
  }
}

variable "reserved_records" {
  description = "Names of records in those zones that the portal may never change, beside its own; the domains themselves, for instance."
  type        = list(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for name in var.reserved_records : can(regex("^[a-z0-9_*.-]+$", name))])
    error_message = "reserved_records must be names of records in lower case, such as example.no or *.apps.example.no."
  }
}

variable "log_days" {
  description = "Days for which the portal's own log is kept."
  type        = number
  nullable    = false
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_days)
    error_message = "log_days must be a number that CloudWatch Logs knows, such as 7, 14, 30, 60, 90 or 365."
  }
}

variable "alarm_topic_arns" {
  description = "SNS topics that are told when the portal or its database is in trouble."
  type        = list(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for arn in var.alarm_topic_arns : can(regex("^arn:aws[a-z-]*:sns:", arn))])
    error_message = "alarm_topic_arns must be ARNs of SNS topics. Create a topic and give its ARN, such as arn:aws:sns:eu-north-1:123456789012:alarms."
  }
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the database, and a last snapshot is kept when it goes. Switch it off, apply, then destroy."
  type        = bool
  nullable    = false
  default     = true
}
