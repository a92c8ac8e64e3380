import type { Click } from '../model/click';
import type { CountingRules } from './click-settings';

/** Where clicks are made durable. */
export interface ClickKeeper {
	/** Resolves once the click is durable; rejects when nothing takes it. */
	keep(click: Click, counting: CountingRules): Promise<void>;
	/** Ends what goes on in the background; clicks that are durable stay so. */
	close(): Promise<void>;
}

/** What became of clicks, for logs and metrics. */
export interface KeepingEvents {
	/** Durable, and where: in the store, or in files beside it. */
	readonly onKept?: (place: 'store' | 'journal', count: number) => void;
	/** From the files into the store. */
	readonly onCarried?: (count: number) => void;
	/** The store, or the disk, did not take clicks; they are kept elsewhere or tried again. */
	readonly onTrouble?: (message: string, error: unknown) => void;
}
