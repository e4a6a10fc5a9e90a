# Sourced by run and long: steps, their count, the oracles, and tools that are fetched where they are missing.

venv=target/ci/venv
passed=0
failed=0

# step NAME COMMAND...: runs it and counts it.
step() {
    local name=$1
    shift
    printf '== %s\n' "$name"
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s\n' "$name"
    fi
}

# A tool that cannot be had: in CI a failure, elsewhere a skip with its reason.
missing() {
    if [ "${CI:-}" = true ]; then
        failed=$((failed + 1))
        printf 'FAILED: %s: %s\n' "$1" "$2"
    else
        printf 'skipped: %s: %s\n' "$1" "$2"
    fi
}

# python_tool COMMAND PACKAGE: is it in the environment, or can it be put there?
python_tool() {
    [ -x "$venv/bin/$1" ] && return
    command -v python3 >/dev/null || return 1
    if [ ! -x "$venv/bin/pip" ]; then
        python3 -m venv "$venv" >/dev/null 2>&1 || return 1
    fi
    timeout 300 "$venv/bin/pip" install --quiet --disable-pip-version-check "$2" >&2 || return 1
    [ -x "$venv/bin/$1" ]
}

# python_tool_module MODULE PACKAGE: the same for a module without a command.
python_tool_module() {
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -c "import $1" 2>/dev/null && return
    command -v python3 >/dev/null || return 1
    if [ ! -x "$venv/bin/pip" ]; then
        python3 -m venv "$venv" >/dev/null 2>&1 || return 1
    fi
    timeout 300 "$venv/bin/pip" install --quiet --disable-pip-version-check "$2" >&2 || return 1
    "$venv/bin/python" -c "import $1"
}

node=target/ci/node

# node_tools PACKAGE@VERSION...: packages of npm, in a folder of their own.
node_tools() {
    command -v node >/dev/null && command -v npm >/dev/null || return 1
    local package
    mkdir -p "$node"
    for package in "$@"; do
        [ -d "$node/node_modules/${package%@*}" ] && continue
        timeout 300 npm install --prefix "$node" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --silent "$@" >&2 || return 1
        break
    done
    for package in "$@"; do
        [ -d "$node/node_modules/${package%@*}" ] || return 1
    done
}

# debian_packages PACKAGE...: installed, where we may; what was said is in target/ci/apt.log.
debian_packages() {
    command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 1
    local install=(timeout 400 apt-get install -y --no-install-recommends "$@")
    { "${install[@]}" || { timeout 300 apt-get update && "${install[@]}"; }; } >>target/ci/apt.log 2>&1 </dev/null
}

# Each is there, or can be put there?
chromium() {
    [ -x "${CHROMIUM:-/usr/bin/chromium}" ] && return
    debian_packages chromium fonts-dejavu-core fonts-noto-core && [ -x /usr/bin/chromium ]
}

graphviz() {
    command -v dot >/dev/null && command -v neato >/dev/null && command -v sfdp >/dev/null && return
    debian_packages graphviz && command -v sfdp >/dev/null
}

tex() {
    command -v lualatex >/dev/null && kpsewhich pdflscape.sty >/dev/null && return
    debian_packages texlive-luatex texlive-latex-recommended lmodern && kpsewhich pdflscape.sty >/dev/null
}

# oracles SECONDS: all of them, ended if they hang; what they say is shown. Two need the inside of the library, so they are among its unit tests.
oracles() {
    step "oracle" timeout "$1" cargo test --locked --workspace --test oracle -- --nocapture
    step "oracle, barring and ownership" timeout "$1" cargo test --locked --lib -- --nocapture analysis::tests:: scenario::ownership::
}

# The last line of every run, and its exit code.
finish() {
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" = 0 ]
}
