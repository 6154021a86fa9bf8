# The image of nodes, for both architectures: Amazon's own ECS image, hardened, and nothing else.
#   packer init . && packer build .

packer {
  required_version = ">= 1.9.0"

  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = ">= 1.3.0, < 2.0.0"
    }
  }
}

variable "region" {
  description = "Region in which the images are made and used."
  type        = string
  default     = "eu-north-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region must be the name of a region, such as eu-north-1, and not of a zone."
  }
}

variable "name" {
  description = "What the images' names begin with."
  type        = string
  default     = "evergreen"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "The name must be lower-case letters, digits and hyphens, such as evergreen."
  }
}

variable "subnet_id" {
  description = "Public subnet in which the images are made; empty takes one of the default VPC."
  type        = string
  default     = ""

  validation {
    condition     = var.subnet_id == "" || can(regex("^subnet-[0-9a-f]+$", var.subnet_id))
    error_message = "The subnet_id must be the id of a subnet, such as subnet-0123456789abcdef0, or be left out."
  }
}

locals {
  made = formatdate("YYYYMMDDhhmmss", timestamp())
  tags = {
    Name       = "${var.name}-node"
    Deployment = "packer"
    Source     = "{{ .SourceAMIName }}"
  }
}

data "amazon-parameterstore" "amd64" {
  name   = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
  region = var.region
}

data "amazon-parameterstore" "arm64" {
  name   = "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"
  region = var.region
}

source "amazon-ebs" "node" {
  region        = var.region
  subnet_id     = var.subnet_id
  ssh_username  = "ec2-user"
  ssh_interface = "public_ip"
  # Instances of the image ask for IMDSv2 whatever their launch template says; the hop limit of 1 is the template's.
  imds_support = "v2.0"
  ena_support  = true
  tags         = local.tags
  run_tags     = local.tags

  associate_public_ip_address = true
  temporary_key_pair_type     = "ed25519"

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}

build {
  source "amazon-ebs.node" {
    name          = "amd64"
    ami_name      = "${var.name}-amd64-amazon-linux-2023-${local.made}"
    instance_type = "t3.small"
    source_ami    = data.amazon-parameterstore.amd64.value
  }

  source "amazon-ebs.node" {
    name          = "arm64"
    ami_name      = "${var.name}-arm64-amazon-linux-2023-${local.made}"
    instance_type = "t4g.small"
    source_ami    = data.amazon-parameterstore.arm64.value
  }

  provisioner "file" {
    source      = "${path.root}/files"
    destination = "/tmp/files"
  }

  provisioner "shell" {
    execute_command = "sudo {{ .Vars }} bash {{ .Path }}"
    scripts = [
      "${path.root}/scripts/install.sh",
      "${path.root}/scripts/clean.sh",
    ]
  }

  post-processor "manifest" {
    output     = "images.json"
    strip_path = true
  }
}
