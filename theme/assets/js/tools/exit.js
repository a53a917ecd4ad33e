/** Leaving a page at once: by a button, or by pressing Escape three times. Nothing is kept of it here. */

const TIMES = 3;
const WITHIN = 1500; // milliseconds between two presses

/** The page is gone before the other one has come; it is not in the history of this tab, so that “back” does not show it. */
function leave(link) {
  document.title = "";
  document.body.hidden = true;
  location.replace(link.href);
}

/** @param {HTMLElement} mount it holds the link, which works without this script too */
export function start(mount) {
  Storage.prototype.setItem = () => {}; // whatever a script of this page would keep on the device
  const link = mount.querySelector("[data-exit]");
  let presses = 0;
  let last = 0;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link);
  });
  addEventListener("keydown", ({ key, timeStamp, repeat }) => {
    if (repeat) return;
    presses = key !== "Escape" ? 0 : timeStamp - last < WITHIN ? presses + 1 : 1;
    last = timeStamp;
    if (presses === TIMES) leave(link);
  }, true);
  mount.dataset.ready = "";
}
