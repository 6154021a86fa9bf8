output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "vpc_cidr" {
  description = "Addresses of the VPC."
  value       = aws_vpc.this.cidr_block
}

output "public_subnet_ids" {
  description = "Subnets of the load balancer, one a zone."
  value       = aws_subnet.public[*].id
}

output "private_subnet_ids" {
  description = "Subnets of nodes and databases, one a zone."
  value       = aws_subnet.private[*].id

  # Who starts something in them needs a way out first.
  depends_on = [aws_route.private_nat, aws_route_table_association.private, aws_autoscaling_group.nat]
}

output "egress_cidrs" {
  description = "Addresses by which the platform is seen from outside."
  value       = ["${aws_eip.nat.public_ip}/32"]
}

output "nat_auto_scaling_group_name" {
  description = "The group of one that holds the NAT instance; terminate the instance to have it replaced."
  value       = aws_autoscaling_group.nat.name
}
