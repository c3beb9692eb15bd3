#!/usr/bin/env bash
# Every project has its lock file, and no lock file names the host a package came from (a mirror's name would bind everybody to it).
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
status=0
for project in src/*/*.csproj tests/*/*.csproj bench/*/*.csproj; do
    if [ -f "$project" ] && [ ! -f "$(dirname "$project")/packages.lock.json" ]; then
        echo "$project has no packages.lock.json"
        status=1
    fi
    if [ -f "$project" ] && ! grep -qF "$project" Tongke.slnx; then
        echo "$project is not in Tongke.slnx"
        status=1
    fi
done
if grep -nE '"resolved": *"[a-z]+://' ./*/*/packages.lock.json web/package-lock.json src/Tongke.Server/Printing/Fonts/package-lock.json 2>/dev/null | head -5 | grep .; then
    echo "a lock file names a registry host; web/.npmrc sets omit-lockfile-registry-resolved=true: run npm install again"
    status=1
fi
exit $status
