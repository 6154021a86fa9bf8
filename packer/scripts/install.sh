#!/bin/bash
# Puts the file tree in place. The build machine is an ECS node already: it must not join a cluster of its own.
set -euo pipefail
from=${1:-/tmp/files}
to=${2:-}

[ -n "$to" ] || systemctl stop ecs
cp -r "$from/etc" "$from/usr" "$to/"
chmod 755 "$to/usr/local/sbin/metadata-drop"
chmod 644 "$to/etc/ecs/ecs.config" "$to/etc/systemd/system/metadata-drop.service" "$to/etc/systemd/system/ecs.service.d/metadata-drop.conf"
if [ -z "$to" ]; then
  chown -R root:root /etc/ecs /etc/systemd/system/metadata-drop.service /etc/systemd/system/ecs.service.d /usr/local/sbin/metadata-drop
  dnf -y -q upgrade --security
  systemctl daemon-reload
  systemctl enable metadata-drop.service
  # It works here, or there is no image.
  systemctl start metadata-drop.service
  iptables -C DOCKER-USER -d 169.254.169.254/32 -j DROP
fi
