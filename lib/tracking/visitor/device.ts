import Bowser from 'bowser';
import { remembered } from '../../kernel';

/** Coarse facts of the visitor's machine: enough for reports, too little to recognise anybody. */
export interface Device {
	/** desktop, mobile, tablet or tv. */
	readonly device: string | null;
	/** Name and major version, e.g. "iOS 17". */
	readonly os: string | null;
	/** Name and major version, e.g. "Firefox 144". */
	readonly browser: string | null;
}

const DEVICES: ReadonlySet<string> = new Set(['desktop', 'mobile', 'tablet', 'tv']);
const UNKNOWN: Device = { device: null, os: null, browser: null };
const MAX_LENGTH = 1_024;

/** A day's visitors have some thousand browsers between them. */
const MOST_BROWSERS = 2_000;

const deviceOf = remembered((userAgent: string): Device => {
	const { platform, os, browser } = Bowser.parse(userAgent);
	return {
		device: platform.type !== undefined && DEVICES.has(platform.type) ? platform.type : null,
		os: named(os.name, os.version),
		browser: named(browser.name, browser.version),
	};
}, MOST_BROWSERS);

/** What a user agent tells of the device; null where it does not tell. */
export function readDevice(userAgent: string | null): Device {
	return userAgent === null ? UNKNOWN : deviceOf(userAgent.slice(0, MAX_LENGTH));
}

function named(name: string | undefined, version: string | undefined): string | null {
	if (name === undefined || name === '') return null;
	const major = /^(?:NT )?(\d{1,4})/.exec(version ?? '')?.[1];
	return (major === undefined ? name : `${name} ${major}`).slice(0, 60);
}
