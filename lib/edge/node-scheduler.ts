import type { Scheduler } from '../tracking';

/** Node's own timers. None of them keeps the process from ending. */
export const nodeScheduler: Scheduler = {
	soon: (task) => {
		setImmediate(task);
	},
	after: (milliseconds, task) => {
		const timer = setTimeout(task, milliseconds);
		timer.unref();
		return () => clearTimeout(timer);
	},
};
