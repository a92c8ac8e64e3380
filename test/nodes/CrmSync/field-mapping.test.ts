import { CRM_SYSTEMS } from '../../../nodes/CrmSync/systems';
import { presetExpressions } from '../../../nodes/CrmSync/fieldMapping';

describe('the expressions that a mapping by hand starts from', () => {
	it.each(CRM_SYSTEMS.map((system) => [system.name, system] as const))(
		'cover every contact field of the preset of %s, and the address it is matched by',
		(_name, system) => {
			const preset = system.preset.contact.map(({ target }) => target);
			const covered = Object.keys(presetExpressions(system)).sort();
			expect(covered).toEqual([...new Set([system.emailField, ...preset])].sort());
		},
	);
});
