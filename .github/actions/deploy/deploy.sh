#!/usr/bin/env bash
# Deploys $IMAGE to $APP/$ENVIRONMENT at $PORTAL and waits for its end. Fails with the sentence of the portal.
# GitHub gives ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN to jobs with the permission "id-token: write".
set -euo pipefail

fail() {
  # Workflow commands end at a line break and read % as the beginning of a code.
  local told=${1//'%'/%25}
  told=${told//$'\r'/%0D}
  printf '::error title=%s (%s) was not deployed::%s\n' "$APP" "$ENVIRONMENT" "${told//$'\n'/%0A}"
  exit 1
}

[ -n "${ACTIONS_ID_TOKEN_REQUEST_URL:-}" ] ||
  fail 'The job has no OIDC token. Add "permissions: id-token: write" to it.'

# A token lives for minutes, a rollout may live longer: each request has one of its own. Through files, not arguments,
# which others on the machine may read.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

renew() {
  printf 'header = "Authorization: Bearer %s"\n' "$ACTIONS_ID_TOKEN_REQUEST_TOKEN" > "$work/github"
  curl -sS --fail --retry 3 --max-time 30 --config "$work/github" --get --data-urlencode "audience=$PORTAL" \
    --output "$work/token.json" "$ACTIONS_ID_TOKEN_REQUEST_URL" || fail 'GitHub gave no OIDC token.'
  jq -r '"header = \"Authorization: Bearer \(.value)\""' "$work/token.json" > "$work/portal"
}

# The status; the answer is in $work/answer. 000 when nothing came.
ask() {
  rm -f "$work/answer"
  curl -sS --max-time 70 --config "$work/portal" --output "$work/answer" --write-out '%{http_code}' "$@" ||
    true
}

detail() {
  [ "$1" != 000 ] || { printf 'The portal %s did not answer.' "$PORTAL"; return; }
  jq -er '[.detail, .action] | map(select(. != null and . != "")) | join(" ") | select(. != "")' "$work/answer" 2>/dev/null ||
    printf 'The portal answered %s.' "$1"
}

PORTAL=${PORTAL%/}
# Of a commit's message its first line is the reason, as far as there is room for it.
jq -n --arg image "$IMAGE" --arg reason "${REASON:-}" \
  '{image: $image, reason: ($reason | split("\n") | (.[0] // "") | gsub("[[:cntrl:]]"; " ") | .[0:200])}' > "$work/wish"
# A wish that is sent again is the same; another one of the same job is another.
key=${GITHUB_RUN_ID:-0}-${GITHUB_RUN_ATTEMPT:-1}-$(cksum < "$work/wish" | cut -d ' ' -f 1)

for try in 1 2 3 4 5; do
  renew
  status=$(ask --request POST --data "@$work/wish" --header 'Content-Type: application/json' \
    --header "Idempotency-Key: $key" \
    "$PORTAL/api/v1/apps/$APP/$ENVIRONMENT/versions")
  case $status in
    201) break ;;
    000 | 429 | 502 | 503 | 504) [ "$try" = 5 ] && fail "$(detail "$status")"; sleep $((try * 5)) ;;
    *) fail "$(detail "$status")" ;;
  esac
done

version=$(jq -r .version "$work/answer")
url=$(jq -r .url "$work/answer")
page=$(jq -r .page "$work/answer")
printf 'version=%s\npage=%s\n' "$version" "$page" >> "${GITHUB_OUTPUT:-/dev/null}"
printf 'v%s of %s (%s): %s\n' "$version" "$APP" "$ENVIRONMENT" "$page"

end=$((SECONDS + ${WAIT_MINUTES:-15} * 60))
while [ "$SECONDS" -lt "$end" ]; do
  renew
  status=$(ask "$url?wait=50")
  if [ "$status" != 200 ]; then
    case $status in
      000 | 429 | 502 | 503 | 504) sleep 5; continue ;;
      *) fail "$(detail "$status")" ;;
    esac
  fi
  say=$(jq -r .say "$work/answer")
  case $(jq -r .state "$work/answer") in
    live)
      printf '%s\n' "$say"
      printf '✓ v%s of %s (%s) is live. [Its page](%s)\n' "$version" "$APP" "$ENVIRONMENT" "$page" \
        >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
      exit 0
      ;;
    failed)
      cause=$(jq -r '[.diagnosis.sentence, .diagnosis.action] | map(select(. != null and . != "")) | join(" → ")' \
        "$work/answer")
      printf '✗ v%s of %s (%s) failed: %s [Its page](%s)\n' "$version" "$APP" "$ENVIRONMENT" "$cause" "$page" \
        >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
      fail "v$version failed: $cause · $say · $page"
      ;;
    superseded)
      fail "v$version was replaced by a newer version before it was live. · $page"
      ;;
    *) printf '%s\n' "$say" ;;
  esac
done
[ "${WAIT_MINUTES:-15}" = 0 ] || fail "v$version was not live after $WAIT_MINUTES minutes. · $page"
