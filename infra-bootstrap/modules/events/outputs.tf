output "queue_url" {
  description = "Queue that events of ECS come to, as the platform's manifest has it."
  value       = aws_sqs_queue.ecs.url
}

output "queue_arn" {
  description = "The same queue, for the policy of its reader."
  value       = aws_sqs_queue.ecs.arn
}

output "dead_letter_queue_url" {
  description = "Queue of what was not delivered or not understood."
  value       = aws_sqs_queue.dead.url
}
