import { AFFILIATEWP } from './affiliatewp';
import { GENERIC } from './generic';
import type { HeadingPreset } from './heading-preset';
import { POST_AFFILIATE_PRO } from './post-affiliate-pro';
import { REFERSION } from './refersion';
import { TAPFILIATE } from './tapfiliate';

/** Every heading set that is recognised. A further platform is one file and its line here. */
export const HEADING_PRESETS: readonly HeadingPreset[] = [
	...POST_AFFILIATE_PRO,
	...AFFILIATEWP,
	...TAPFILIATE,
	...REFERSION,
	...GENERIC,
];
