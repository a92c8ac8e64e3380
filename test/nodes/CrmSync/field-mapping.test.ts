import { AFFILIATE_LOOP_MAPPING } from '../../../lib/mapping/hubspot';
import { PRESET_FIELD_NAMES } from '../../../nodes/CrmSync/fieldMapping';

describe('the expressions that a mapping by hand starts from', () => {
	it('cover every contact field of the preset, and the address it is matched by', () => {
		const preset = AFFILIATE_LOOP_MAPPING.contact.map(({ target }) => target);
		expect([...PRESET_FIELD_NAMES].sort()).toEqual(['email', ...preset].sort());
	});
});
