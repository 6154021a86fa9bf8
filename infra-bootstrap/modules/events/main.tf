# Events of AWS's services cost nothing on the default bus. Without a reader they are forgotten within the hour.
resource "aws_cloudwatch_event_rule" "ecs" {
  name        = "${var.name}-ecs"
  description = "What happens to tasks, deployments and nodes of ${var.name}"
  event_pattern = jsonencode({
    source = ["aws.ecs"]
    "detail-type" = [
      "ECS Container Instance State Change",
      "ECS Deployment State Change",
      "ECS Service Action",
      "ECS Task State Change",
    ]
    "$or" = [
      { detail = { clusterArn = [var.cluster_arn] } },
      # Events of services and deployments carry no clusterArn in older shapes; the service's ARN names the cluster.
      { resources = [{ prefix = "${replace(var.cluster_arn, ":cluster/", ":service/")}/" }] },
    ]
  })
}

resource "aws_sqs_queue" "ecs" {
  name                       = "${var.name}-ecs-events"
  message_retention_seconds  = var.retention_seconds
  visibility_timeout_seconds = 30
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

# What EventBridge could not deliver, and what no reader could digest.
resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-ecs-events-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "this" {
  for_each = { ecs = aws_sqs_queue.ecs, dead = aws_sqs_queue.dead }

  queue_url = each.value.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyThisRule"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = each.value.arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.ecs.arn } }
    }]
  })
}

resource "aws_cloudwatch_event_target" "queue" {
  rule = aws_cloudwatch_event_rule.ecs.name
  arn  = aws_sqs_queue.ecs.arn

  dead_letter_config {
    arn = aws_sqs_queue.dead.arn
  }

  depends_on = [aws_sqs_queue_policy.this]
}

resource "aws_cloudwatch_metric_alarm" "dead" {
  alarm_name          = "${var.name}-ecs-events-dead"
  alarm_description   = "Events of ECS were not delivered or not understood; the portal learns the same a minute later by asking ECS. Read one with aws sqs receive-message on ${aws_sqs_queue.dead.name}, then purge the queue."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
}
