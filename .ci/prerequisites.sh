# What ./run and ./test need to have found before they start; sourced by both.

# say ENGLISH CHINESE: one message in both languages, on standard error.
say() { printf '%s\n%s\n' "$1" "$2" >&2; }

# Stops unless an SDK that satisfies global.json is installed.
require_dotnet() {
    if ! command -v dotnet >/dev/null 2>&1; then
        say "The .NET 10 SDK is not installed (command 'dotnet' not found). Get it from https://dotnet.microsoft.com/download/dotnet/10.0 and start again." \
            "没有找到 .NET 10 SDK（命令 dotnet 不存在）。请从 https://dotnet.microsoft.com/download/dotnet/10.0 安装后重试。"
        exit 1
    fi
    if ! (cd "$root" && dotnet --version) >/dev/null 2>&1; then
        say "A .NET 10 SDK is needed; installed: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | tr '\n' ' ')" \
            "需要 .NET 10 SDK；已安装的版本见上一行。下载：https://dotnet.microsoft.com/download/dotnet/10.0"
        exit 1
    fi
}

# Stops unless Node.js 20 or newer and npm are installed.
require_node() {
    local version
    if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
        say "Node.js 20 or newer with npm is needed to build the web client. Get it from https://nodejs.org and start again." \
            "构建网页客户端需要 Node.js 20 或更高版本（含 npm）。请从 https://nodejs.org 安装后重试。"
        exit 1
    fi
    version=$(node --version)
    version=${version#v}
    if [ "${version%%.*}" -lt 20 ]; then
        say "Node.js 20 or newer is needed; installed: $version." \
            "需要 Node.js 20 或更高版本；当前为 $version。"
        exit 1
    fi
}
