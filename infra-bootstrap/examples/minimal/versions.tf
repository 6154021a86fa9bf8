terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  # Where the state is kept is said at init: terraform init -backend-config=backend.hcl (README, step 3).
  backend "s3" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Deployment = "terraform"
      Project    = local.name
    }
  }
}
