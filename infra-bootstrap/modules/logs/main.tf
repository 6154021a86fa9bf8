# The way out for lines: the subscription itself is put on each log group by whoever makes the group.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  kind   = var.destination_arn == null ? "none" : split(":", var.destination_arn)[2]
  put    = { kinesis = "kinesis:PutRecord", firehose = "firehose:PutRecordBatch" }
  groups = [for prefix in var.log_group_prefixes : "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:log-group:${prefix}*"]
}

# A Lambda function is called with its own permission and needs no role.
resource "aws_iam_role" "forward" {
  count = contains(keys(local.put), local.kind) ? 1 : 0

  name = "${var.name}-log-forwarding"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "logs.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { ArnLike = { "aws:SourceArn" = local.groups } }
    }]
  })
}

resource "aws_iam_role_policy" "forward" {
  count = length(aws_iam_role.forward)

  name = "forward"
  role = aws_iam_role.forward[0].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Forward"
      Effect   = "Allow"
      Action   = local.put[local.kind]
      Resource = var.destination_arn
    }]
  })
}

resource "aws_lambda_permission" "forward" {
  for_each = local.kind == "lambda" ? toset(local.groups) : []

  function_name  = var.destination_arn
  action         = "lambda:InvokeFunction"
  principal      = "logs.amazonaws.com"
  source_arn     = each.value
  source_account = data.aws_caller_identity.current.account_id
}
