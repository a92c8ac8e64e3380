import type { Scheduler } from '../../lib/tracking';

/** Node's own timers. None of them keeps n8n from ending. */
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
