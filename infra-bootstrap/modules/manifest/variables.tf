variable "parameter_name" {
  description = "Parameter that the manifest is published as; the portal is told the same by portal.aws.manifest."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(/[A-Za-z0-9_.-]+){2,}$", var.parameter_name)) && !can(regex("^/(aws|ssm)", lower(var.parameter_name)))
    error_message = "parameter_name must be a path such as /evergreen/prod/manifest; names that begin with aws or ssm are AWS's own."
  }
}

variable "cluster" {
  description = "ECS cluster that applications run in."
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

variable "vpc_id" {
  description = "VPC of nodes and target groups."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-z]+$", var.vpc_id))
    error_message = "vpc_id must be the id of a VPC, such as vpc-0e7e46ee10abc0001. Give the network module's output vpc_id."
  }
}

variable "gateways" {
  description = "Load balancers that environments may sit on, as the gateway module's output gateway has them. One carries 100 target groups at most; environments keep the id of theirs, so never change one."
  type = list(object({
    id           = string
    loadBalancer = string
    listener     = string
    dnsName      = string
    hostedZone   = string
    address      = string
  }))
  nullable = false

  validation {
    condition     = length(var.gateways) > 0 && length(distinct(var.gateways[*].id)) == length(var.gateways)
    error_message = "gateways must be one load balancer or more, each with an id of its own. Give a list of the gateway module's outputs gateway."
  }

  validation {
    condition     = alltrue([for gateway in var.gateways : can(regex("^https?://[^/]+$", gateway.address))])
    error_message = "The address of a gateway must be http(s)://host without a path, because the portal puts health paths behind it."
  }
}

variable "capacity_providers" {
  description = "Capacity providers by the architecture of their nodes: amd64, arm64."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.capacity_providers) > 0 && alltrue([for architecture, name in var.capacity_providers : contains(["amd64", "arm64"], architecture) && length(name) > 0])
    error_message = "capacity_providers must have an entry amd64, an entry arm64 or both. Give the cluster module's output capacity_providers."
  }
}

variable "execution_role_arn" {
  description = "Execution role of tasks whose environment has no secrets."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/", var.execution_role_arn))
    error_message = "execution_role_arn must be the ARN of a role. Give the roles module's output execution_role_arn."
  }
}

variable "secrets" {
  description = "Where applications have secrets, the path of the roles that read them and those roles' permissions boundary; null offers no secrets."
  type = object({
    prefix   = string
    rolePath = string
    boundary = string
  })
  default = null

  validation {
    condition     = var.secrets == null ? true : alltrue([for path in [var.secrets.prefix, var.secrets.rolePath] : can(regex("^(/[A-Za-z0-9_.-]+)+/$", path))])
    error_message = "secrets.prefix and secrets.rolePath must be paths that begin and end with a slash, such as /evergreen/prod/apps/."
  }

  validation {
    condition     = var.secrets == null ? true : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:policy/", var.secrets.boundary))
    error_message = "secrets.boundary must be the ARN of a policy, because without one the portal could make roles that do anything. Give the roles module's output boundary_arn."
  }
}

variable "zones" {
  description = "Domains that applications may have hosts in. hostedZone: Route 53's id, where the portal may write records. wildcard: a record leads direct children here already. certificate: the name on the one that covers them."
  type = list(object({
    name        = string
    hostedZone  = optional(string)
    wildcard    = optional(bool, false)
    certificate = optional(string)
  }))
  nullable = false

  validation {
    condition     = length(var.zones) > 0 && length(distinct(var.zones[*].name)) == length(var.zones)
    error_message = "zones must be one domain or more, each named once. Give the gateway module's output zones."
  }

  validation {
    condition     = alltrue([for zone in var.zones : can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", zone.name))])
    error_message = "Each zone must have a name such as apps.example.no, in lower case, without a star and without a dot at the end."
  }
}

variable "registries" {
  description = "Registries that images may come from, as host or host/namespace; the first is the default one."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.registries) > 0 && alltrue([for registry in var.registries : can(regex("^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._/-]*[a-z0-9])?$", registry))])
    error_message = "registries must be one registry or more, as host or host/namespace without https:// and without a slash at the end, such as 123456789012.dkr.ecr.eu-north-1.amazonaws.com."
  }
}

variable "reserved_hosts" {
  description = "Hosts that no application may take: the portal's, the load balancer's, and whatever lives elsewhere under the same zones."
  type        = list(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for host in var.reserved_hosts : can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*$", host))])
    error_message = "reserved_hosts must be host names in lower case, such as www.example.no, without a star and without a dot at the end."
  }
}

variable "egress_cidrs" {
  description = "Addresses by which the platform reaches itself from outside; applications with platform exposure answer to them alone."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.egress_cidrs) > 0 && length(var.egress_cidrs) <= 4 && alltrue([for block in var.egress_cidrs : can(cidrhost(block, 0))])
    error_message = "egress_cidrs must be one to four blocks such as 203.0.113.10/32, because a rule holds five condition values and a host needs one. Give the network module's output egress_cidrs."
  }

  validation {
    condition     = !contains(var.egress_cidrs, "0.0.0.0/0")
    error_message = "egress_cidrs may not be everywhere, because what is meant for the platform alone would be open to all. Give the network module's output egress_cidrs."
  }
}

variable "log_retention_days" {
  description = "Days for which lines of applications are kept."
  type        = number
  nullable    = false
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be a number that CloudWatch Logs knows, such as 7, 14, 30, 60, 90 or 365."
  }
}

variable "kroner_per_node" {
  description = "What a node costs a month in Norwegian kroner, for the shares that the portal shows."
  type        = number
  nullable    = false
  default     = 170

  validation {
    condition     = var.kroner_per_node >= 0 && floor(var.kroner_per_node) == var.kroner_per_node
    error_message = "kroner_per_node must be a whole number of kroner, 0 or more."
  }
}

variable "launch_profile" {
  description = "How tasks are run."
  type        = string
  nullable    = false
  default     = "ec2-bridge"

  validation {
    condition     = var.launch_profile == "ec2-bridge"
    error_message = "launch_profile must be ec2-bridge, because the portal knows no other yet."
  }
}

variable "queue_url" {
  description = "Queue that events of ECS come to; null where there is none."
  type        = string
  default     = null

  validation {
    condition     = var.queue_url == null ? true : can(regex("^https?://", var.queue_url))
    error_message = "queue_url must be the address of an SQS queue. Give the events module's output queue_url, or leave it out."
  }
}

variable "log_forwarding" {
  description = "Where and as what log groups forward their lines, as the logs module's output forwarding has it; null forwards nothing."
  type = object({
    destination = string
    role        = optional(string)
    filter      = optional(string, "")
  })
  default = null

  validation {
    condition     = var.log_forwarding == null ? true : can(regex("^arn:", var.log_forwarding.destination))
    error_message = "log_forwarding.destination must be an ARN. Give the logs module's output forwarding, or leave it out."
  }
}
