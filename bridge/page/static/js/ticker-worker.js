// The timers of a worker keep their pace while the page's tab is hidden.
let timer = 0;

onmessage = (event) => {
  clearInterval(timer);
  timer = setInterval(() => postMessage(null), event.data);
};
