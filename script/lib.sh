# What script/server and script/test share: find JDK 25, and say so in one sentence where something is missing.
# Sourced, not run.

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

find_jdk() {
  local javac d
  javac=$(command -v javac || true)
  [ -n "$javac" ] && javac=$(readlink -f "$javac" 2>/dev/null || echo "$javac")
  for d in "${JAVA_HOME:-}" "${javac%/bin/javac}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$d/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$d/release" 2>/dev/null; then
      export JAVA_HOME="$d"
      return
    fi
  done
  die "The portal needs JDK 25, and none was found. Install one (Temurin, or sdk install java 25-tem) or set JAVA_HOME."
}

find_tools() {
  command -v mvn >/dev/null || die "The portal is built with Maven 3.8 or newer: install it (apt-get install maven, brew install maven)."
  command -v npm >/dev/null || die "The front end is built with Node 20 or newer: install it (apt-get install nodejs npm, brew install node)."
}

# A Chromium for the browser tests: found, or installed where that needs no question.
find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null && return
  done
  [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing Chromium for the browser tests …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null ||
      die "Chromium could not be installed. Type: apt-get install chromium"
    return
  fi
  die "The browser tests need Chromium. Type: sudo apt-get install chromium   (macOS: brew install --cask chromium)"
}
