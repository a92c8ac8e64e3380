import type { Click } from '../../model/click';
import { headerText, type RequestHeaders } from '../request-facts';

/**
 * How the browser opened the link, as far as its `Sec-Fetch-*` headers tell: in a frame, an image or
 * a script (F5), as a page by a person's action, or as a page without one. Browsers that send none
 * of them leave it unknown.
 */
export function readOpening(headers: RequestHeaders): Click['opening'] {
	const target = headerText(headers, 'sec-fetch-dest');
	if (target === null) return 'unknown';
	if (target !== 'document') return 'embedded';
	return headerText(headers, 'sec-fetch-user') === '?1' ? 'page' : 'no_activation';
}
