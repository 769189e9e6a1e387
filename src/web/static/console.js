// Keeps the numbers of notices going out up to date. Without it the page shows how things stood when it was opened.

const main = document.querySelector('main[data-live]');
const { pathname, search } = new URL(main.dataset.live, location.href);
const events = new EventSource(`${pathname}/live${search}`);
events.addEventListener('message', (event) => {
  document.getElementById('content').innerHTML = JSON.parse(event.data);
});
