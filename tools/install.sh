# Finding Rust, and installing what a Debian lacks. Sourced by ./check and ./demo.
# shellcheck shell=bash

stop_with() {
    printf '\nSTOPPED: %s\n' "$1" >&2
    exit 1
}

find_cargo() {
    command -v cargo >/dev/null || { [ ! -x "${HOME:-}/.cargo/bin/cargo" ] || PATH="$HOME/.cargo/bin:$PATH"; }
    command -v cargo >/dev/null || stop_with "Rust is not installed."
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        command -v sudo >/dev/null || stop_with "Packages must be installed: run as root, or install sudo."
        sudo --non-interactive "$@" || return
    fi
}

apt() {
    # RUNLEVEL=1 keeps the postgresql package from starting a server of its own in a container.
    as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -y -q \
        -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@"
}

# Installs the packages that the function named prints.
install_packages() {
    local missing
    missing=$("$1" | tr '\n' ' ')
    if [ -z "$missing" ]; then
        echo "Nothing is missing."
        return
    fi
    command -v apt-get >/dev/null || stop_with "Please install: $missing"
    echo "Installing: $missing"
    # An installation that was cut off must be completed before dpkg takes another.
    as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a
    apt update
    # shellcheck disable=SC2086 # one word for each package
    apt install --no-install-recommends $missing
    missing=$("$1" | tr '\n' ' ')
    [ -z "$missing" ] || stop_with "Still missing after installing: $missing"
}
