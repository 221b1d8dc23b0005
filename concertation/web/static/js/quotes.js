/* On the page of a document: lights the words that a record in the margin rests on. */
(() => {
  const light = (mark, on) => {
    for (const quote of document.querySelectorAll(`.quote[data-of~="${mark}"]`)) quote.classList.toggle("lit", on);
  };
  for (const [start, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    for (const name of [start, end]) {
      document.addEventListener(name, (event) => {
        const link = event.target.closest("[data-marks]");
        if (link) light(link.dataset.marks, name === start);
      });
    }
  }
})();
