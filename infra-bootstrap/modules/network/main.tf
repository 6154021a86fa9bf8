data "aws_region" "current" {}

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

locals {
  public  = coalesce(var.public_subnets, [for index in range(3) : cidrsubnet(var.cidr, 8, index)])
  private = coalesce(var.private_subnets, [for index in range(3) : cidrsubnet(var.cidr, 8, index + 3)])

  # First and last address of each block as whole numbers, so that blocks can be compared.
  ranges = { for block in concat([var.cidr], local.public, local.private) : block => {
    first = sum([for place, part in split(".", cidrhost(block, 0)) : tonumber(part) * pow(256, 3 - place)])
    last  = sum([for place, part in split(".", cidrhost(block, -1)) : tonumber(part) * pow(256, 3 - place)])
  } }
  subnets = concat(local.public, local.private)
  overlaps = [
    for pair in setproduct(range(6), range(6)) : "${local.subnets[pair[0]]} and ${local.subnets[pair[1]]}"
    if pair[0] < pair[1]
    && local.ranges[local.subnets[pair[0]]].first <= local.ranges[local.subnets[pair[1]]].last
    && local.ranges[local.subnets[pair[1]]].first <= local.ranges[local.subnets[pair[0]]].last
  ]
  outside = [
    for block in local.subnets : block
    if local.ranges[block].first < local.ranges[var.cidr].first || local.ranges[block].last > local.ranges[var.cidr].last
  ]
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = "${var.name}-vpc" }

  lifecycle {
    precondition {
      condition     = length(local.outside) == 0
      error_message = "The subnet ${join(" and the subnet ", local.outside)} is not inside the VPC's block ${var.cidr}, and AWS would refuse it. Choose blocks within ${var.cidr}, or leave public_subnets and private_subnets out."
    }

    precondition {
      condition     = length(local.overlaps) == 0
      error_message = "The subnets ${join(", and ", local.overlaps)} overlap, and AWS gives an address to one subnet only. Choose blocks that share no address, or leave public_subnets and private_subnets out."
    }

    precondition {
      condition     = startswith(var.zones[0], data.aws_region.current.name)
      error_message = "The zone ${var.zones[0]} is not in the provider's region ${data.aws_region.current.name}. Name three zones of that region, or set the provider's region."
    }
  }
}

# Whatever is made without a security group of its own reaches nothing and is reached by nobody.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "${var.name}-default-closed" }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "${var.name}-internet" }
}

resource "aws_subnet" "public" {
  count = 3

  vpc_id            = aws_vpc.this.id
  availability_zone = var.zones[count.index]
  cidr_block        = local.public[count.index]
  tags              = { Name = "${var.name}-public-${var.zones[count.index]}" }
}

resource "aws_subnet" "private" {
  count = 3

  vpc_id            = aws_vpc.this.id
  availability_zone = var.zones[count.index]
  cidr_block        = local.private[count.index]
  tags              = { Name = "${var.name}-private-${var.zones[count.index]}" }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "${var.name}-public" }
}

resource "aws_route" "public_internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route_table_association" "public" {
  count = 3

  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public.id
}

# One table serves all private subnets: there is one way out.
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "${var.name}-private" }
}

resource "aws_route" "private_nat" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = aws_network_interface.nat.id
}

resource "aws_route_table_association" "private" {
  count = 3

  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private.id
}

# Free, and keeps the layers of images from ECR, which come from S3, off the NAT instance.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${data.aws_region.current.name}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.public.id, aws_route_table.private.id]
  tags              = { Name = "${var.name}-s3" }
}
