import type { FraudRule, RuleStage } from '../../lib/fraud/define-fraud-rule';

const HEAD = `# Every fraud rule

Made from the catalogue in \`lib/fraud/rules\` (\`npm run build && npm run docs\`). A policy may switch a
rule off or only monitor it, and change its weight, its parameters and what happens when it cannot look.
Soft hits add up to a score of 1 − Π(1 − weight); from 0.3 an order is flagged, from 0.6 held, from 0.9
declined. A rule that decides alone needs no score. Monitored rules show what they find and change
nothing.
`;

const STAGES: Readonly<Record<RuleStage, string>> = {
	order: 'At every order',
	affiliate: 'Every night, for each affiliate',
	coupon: 'Every night, for each coupon',
	signup: 'When somebody asks to join',
	payout: 'When a payout is put together',
	postback: "When a partner's server calls",
	feedback: 'Over what people decided',
};

/** The page that says everything of every rule. */
export function fraudPage(rules: readonly FraudRule[]): string {
	const sections = (Object.keys(STAGES) as RuleStage[]).map((stage) => {
		const own = rules.filter((rule) => rule.stage === stage).map(entry);
		return own.length === 0 ? '' : `## ${STAGES[stage]}\n\n${own.join('\n')}`;
	});
	return `${HEAD}\n${sections.filter((section) => section !== '').join('\n')}`;
}

function entry(rule: FraudRule): string {
	const { id, title, description, falsePositiveNote, affiliateText, anchor } = rule;
	return [
		`### ${id} ${title}`,
		'',
		`${description}.`,
		'',
		`- **By default:** ${effectOf(rule)}`,
		...nightlyOf(rule),
		...parametersOf(rule),
		`- **May hit wrongly:** ${falsePositiveNote}`,
		`- **What the affiliate reads:** ${affiliateText}`,
		`- **Elsewhere:** ${anchor}`,
		'',
	].join('\n');
}

function effectOf({ isHard, action, weight, defaultMode, onUnknown }: FraudRule): string {
	const effect = isHard ? `${action}, decides alone` : `${action}, weight ${weight}`;
	const mode = defaultMode === 'on' ? '' : `, ${defaultMode} until you switch it on`;
	return `${effect}${mode}; when it cannot look: ${onUnknown}`;
}

function nightlyOf({ nightly }: FraudRule): string[] {
	if (nightly === null) return [];
	const { description, action, weight } = nightly;
	return [`- **Every night, for each affiliate:** ${description} (${action}, weight ${weight})`];
}

function parametersOf({ parameterFields, defaultParameters }: FraudRule): string[] {
	return parameterFields.map(({ name, title, description }) => {
		const value = defaultParameters[name];
		const text = Array.isArray(value) ? value.join(', ') || 'none' : String(value);
		return `- **${title}** (\`${name}\`, ${text}): ${description}`;
	});
}
