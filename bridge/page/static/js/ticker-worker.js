// The timers of a worker keep their pace while the page's tab is hidden.
onmessage = (event) => setInterval(() => postMessage(null), event.data);
