/* What the address of a frame may ask for: colours=light or dark (else as on the device), accent=six hexadecimal digits,
   number=1 to 10. Strangers write addresses: anything else is as if it were not there. A frame keeps and sends nothing. */
{
  const asked = new URLSearchParams(location.search);
  const fitting = (name, form) => form.exec(asked.get(name) ?? "")?.[0];
  const colours = fitting("colours", /^(?:light|dark)$/);
  const accent = fitting("accent", /^[0-9a-f]{6}$/i);
  const number = fitting("number", /^(?:[1-9]|10)$/);
  if (colours) document.documentElement.dataset.theme = colours;
  if (accent) document.documentElement.style.setProperty("--accent", `#${accent}`);
  if (number) addEventListener("DOMContentLoaded", () => {
    for (const item of [...document.querySelectorAll("main > ul > li")].slice(Number(number))) item.remove();
  });
}
