# How ./test runs one suite and counts it. Every suite leaves one line "NAME PASSED FAILED" in $results/counts.

# count NAME PASSED FAILED: adds a suite to the total.
count() {
    echo "$1 $2 $3" >>"$results/counts"
    printf '%s %s: %s passed, %s failed (%s s)\n' "$([ "$3" = 0 ] && echo ok || echo FAILED)" "$1" "$2" "$3" "$((SECONDS - started))"
}

# check NAME COMMAND…: a suite of one test, the command's exit code; its output is shown when it fails.
check() {
    local name=$1 started=$SECONDS
    shift
    if "$@" >"$results/$name.log" 2>&1 </dev/null; then
        count "$name" 1 0
    else
        tail -n 150 "$results/$name.log"
        count "$name" 0 1
    fi
}

# test_project FOLDER: runs an xunit project. One that crashes, hangs or runs no test counts as failed even when no test of it did.
test_project() {
    local name=${1#tests/} started=$SECONDS code passed failed
    local program="$1/bin/Release/net10.0/$name.dll" report="$results/$name.json"
    timeout --kill-after=20 2400 dotnet "$program" -noColor -noLogo -result-ctrf "$report" >"$results/$name.log" 2>&1 </dev/null
    code=$?
    read -r passed failed < <(node .ci/tally.mjs ctrf "$report")
    if [ "$failed" = 0 ] && { [ "$code" != 0 ] || [ "$passed" = 0 ]; }; then
        failed=1
        echo "$name ended with exit code $code after $passed passing tests."
    fi
    [ "$failed" = 0 ] || grep -vE '^\s*$' "$results/$name.log" | tail -n 200
    count "$name" "$passed" "$failed"
}

# web_units: the client's unit tests.
web_units() {
    local started=$SECONDS code passed failed report="$results/web-units.json"
    (cd web && timeout --kill-after=20 600 npx vitest run --reporter=default --reporter=json --outputFile.json="$report") \
        >"$results/web-units.log" 2>&1 </dev/null
    code=$?
    read -r passed failed < <(node .ci/tally.mjs vitest "$report")
    if [ "$failed" = 0 ] && { [ "$code" != 0 ] || [ "$passed" = 0 ]; }; then failed=1; fi
    [ "$failed" = 0 ] || tail -n 200 "$results/web-units.log"
    count web-units "$passed" "$failed"
}

# install_debian_packages: PostgreSQL, Chromium and a Chinese font, when they are missing and this is Debian.
install_debian_packages() {
    local missing=() sudo=''
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
    command -v chromium >/dev/null 2>&1 || missing+=(chromium)
    [ -n "$(ls /usr/share/fonts/truetype/wqy/wqy-microhei.ttc 2>/dev/null)" ] || missing+=(fonts-wqy-microhei)
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        say "The tests need PostgreSQL 15+, Chromium and WenQuanYi Micro Hei; install them and start again." \
            "测试需要 PostgreSQL 15+、Chromium 和文泉驿微米黑字体，请安装后重试。"
        exit 1
    fi
    [ "$(id -u)" = 0 ] || sudo=sudo
    echo "Installing ${missing[*]} …"
    $sudo apt-get update -qq </dev/null
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >"$results/apt.log" 2>&1 ||
        { cat "$results/apt.log"; exit 1; }
}

# summarise: the last line, and the exit code.
summarise() {
    local passed failed
    read -r passed failed < <(awk '{ p += $2; f += $3 } END { print p + 0, f + 0 }' "$results/counts")
    awk '$3 > 0 { print "failed: " $1 }' "$results/counts"
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
    exit
}
