#!/bin/sh
# Fetches the front-end files that are checked in, and rewrites them for us.
#
# Needed only when a version below changes: building, running and `./check`
# never call it and need no node. Run it from anywhere; it needs npm, and
# leaves the same bytes each time for the same versions.
set -eu

GOVUK_FRONTEND=6.6.0
AXE_CORE=4.14.1

root=$(cd "$(dirname "$0")/.." && pwd)
pages="$root/crates/web/assets"
journeys="$root/crates/journeys/assets"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$pages" "$journeys"

# npm checks each package against the digest that the registry states for it.
cd "$scratch"
npm pack --silent "govuk-frontend@$GOVUK_FRONTEND" "axe-core@$AXE_CORE" >/dev/null
for package in govuk-frontend axe-core; do
    mkdir "$package"
    tar -xzf "$package"-*.tgz -C "$package" --strip-components=1
done

# The typeface, the crown and the royal arms belong to GOV.UK alone, so their
# rules go. The stylesheet's own stack becomes a property that nwd.css sets.
sed -e 's/@font-face{[^}]*}//g' \
    -e 's/font-family:GDS Transport,arial,sans-serif/font-family:var(--nwd-font,system-ui,arial,sans-serif)/g' \
    -e 's#url([^)]*govuk-crest[^)]*)#none#g' \
    -e 's#/\*\# sourceMappingURL=[^*]*\*/##' \
    govuk-frontend/dist/govuk/govuk-frontend.min.css >"$pages/govuk-frontend.min.css"
sed -e 's#//\# sourceMappingURL=.*$##' \
    govuk-frontend/dist/govuk/govuk-frontend.min.js >"$pages/govuk-frontend.min.js"
if grep -q -e 'GDS Transport' -e '@font-face' -e 'url(' "$pages/govuk-frontend.min.css"; then
    echo "The stylesheet still names a font or a picture that we may not serve." >&2
    exit 1
fi

# The package names its licence (MIT) and holds no copy of it.
grep -q '"license": "MIT"' govuk-frontend/package.json
cat >"$pages/LICENSE-govuk-frontend.txt" <<'LICENCE'
The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
LICENCE

grep -q '"license": "MPL-2.0"' axe-core/package.json
cp axe-core/axe.min.js "$journeys/axe.min.js"
cp axe-core/LICENSE "$journeys/LICENSE-axe-core.txt"
cp axe-core/LICENSE-3RD-PARTY.txt "$journeys/LICENSE-axe-core-3rd-party.txt"

sum() { sha256sum "$1" | cut -d ' ' -f 1; }

cat >"$pages/VENDORED.md" <<NOTE
# Files made by others

Written by \`tools/vendor-assets.sh\`; change versions there, never files here.

| File | From | Licence | SHA-256 |
|---|---|---|---|
| govuk-frontend.min.css | npm govuk-frontend $GOVUK_FRONTEND, \`dist/govuk\` | MIT | \`$(sum "$pages/govuk-frontend.min.css")\` |
| govuk-frontend.min.js | npm govuk-frontend $GOVUK_FRONTEND, \`dist/govuk\` | MIT | \`$(sum "$pages/govuk-frontend.min.js")\` |

Changed in the stylesheet: the GDS Transport typeface, its \`@font-face\` rules and the royal arms are
removed, because only services on GOV.UK may use them; the typeface is taken from the property \`--nwd-font\`.
Both files lose the reference to their source maps.

\`nwd.css\`, \`nwd.js\` and \`icon.svg\` are our own.
NOTE

cat >"$journeys/VENDORED.md" <<NOTE
# Files made by others

Written by \`tools/vendor-assets.sh\`; change versions there, never files here.

| File | From | Licence | SHA-256 |
|---|---|---|---|
| axe.min.js | npm axe-core $AXE_CORE, unchanged | MPL-2.0 (\`LICENSE-axe-core.txt\`) and, for parts of it, the licences in \`LICENSE-axe-core-3rd-party.txt\` | \`$(sum "$journeys/axe.min.js")\` |

axe-core is used by the browser journeys alone and is no part of the program. Its source is published by
Deque Systems as the npm package axe-core of that version.
NOTE

echo "govuk-frontend $GOVUK_FRONTEND is in crates/web/assets, axe-core $AXE_CORE in crates/journeys/assets."
