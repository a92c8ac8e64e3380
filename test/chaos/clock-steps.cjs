/** Makes the clock of a process jump every 100 ms, up to an hour back or forth. */
const real = Date.now.bind(Date);
let offset = 0;

setInterval(() => {
	offset = Math.round((Math.random() * 2 - 1) * 3_600_000);
}, 100).unref();

Date.now = () => real() + offset;
