// Nothing moves under a finger: what arrives while a pointer is down is shown once it is up. A button that slides away
// between the two gets no click, and leaving a field asks for the fact under it at just that moment.
import htmx from "htmx.org";

/** Where the release is never heard of: outside the window, or in a dialog of the browser. */
const LONGEST_MS = 2000;

/** The click of a mouse comes with its release, that of a finger as an event of its own a little later. */
const CLICK_MS = 100;

let released = Promise.resolve();
let release = () => {};

export function holdStillWhilePressed(): void {
  addEventListener("pointerdown", press, true);
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () => setTimeout(release, CLICK_MS), true);
  }
  const swap = htmx.swap.bind(htmx);
  htmx.swap = async (context) => {
    await released;
    return swap(context);
  };
}

function press(): void {
  release();
  released = new Promise((done) => {
    release = done;
    setTimeout(done, LONGEST_MS);
  });
}
