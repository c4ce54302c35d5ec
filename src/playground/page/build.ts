import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export type Page = { readonly html: string; readonly js: Uint8Array; readonly css: string };

/** Bundles the page, from what is installed alone. Its html runs nothing by itself and asks only for its own two files. */
export async function buildPage(): Promise<Page> {
  const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const built = await build({
    entryPoints: { page: here("./main.tsx"), style: here("./style/page.css") },
    outdir: "/",
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    logLevel: "silent",
  });
  const js = built.outputFiles.find((file) => file.path.endsWith(".js"));
  const css = built.outputFiles.find((file) => file.path.endsWith(".css"));
  if (!js || !css) throw new Error("The page was bundled into something else than a script and a style.");
  return { html: HTML, js: js.contents, css: css.text };
}

const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Local workspace</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<div id="page"></div>
<noscript>The local workspace needs JavaScript.</noscript>
</body>
</html>
`;
