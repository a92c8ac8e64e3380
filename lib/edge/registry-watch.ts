import type { AffiliateStore } from '../ports/store';

/** How long a link that was paused may still be served. */
const WATCH_MILLISECONDS = 1_000;

/**
 * Asks once a second whether people have changed something, and says so. A store that does not
 * answer is asked again.
 */
export class RegistryWatch {
	private mark: string | null = null;

	private isAsking = false;

	private readonly timer: NodeJS.Timeout;

	constructor(
		private readonly registry: Pick<AffiliateStore['registry'], 'changeMark'>,
		private readonly onChange: () => void,
	) {
		this.timer = setInterval(() => void this.ask(), WATCH_MILLISECONDS);
		this.timer.unref();
		void this.ask();
	}

	close(): void {
		clearInterval(this.timer);
	}

	private async ask(): Promise<void> {
		if (this.isAsking) return;
		this.isAsking = true;
		try {
			const mark = await this.registry.changeMark();
			if (this.mark !== null && mark !== this.mark) this.onChange();
			this.mark = mark;
		} catch {
			// What was read before still stands in.
		} finally {
			this.isAsking = false;
		}
	}
}
