# Put beside a root where it is tried on an emulator: state in a file, and buckets by path instead of by host name.
terraform {
  backend "local" {}
}

provider "aws" {
  s3_use_path_style = true
}
