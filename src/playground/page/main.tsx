import { render } from "preact";
import { GalleryPage } from "./gallery.tsx";
import { Workspace } from "./workspace.tsx";

// The one module of the page that starts something: it is what the browser runs.
const root = document.getElementById("page");
if (root) {
  const scene = new URLSearchParams(window.location.search).get("scene");
  render(
    window.location.pathname.startsWith("/gallery") ? <GalleryPage scene={scene} /> : <Workspace />,
    root,
  );
}
