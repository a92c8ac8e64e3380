import type { ConditionOperator } from '../../../model/plan/condition';
import { contains } from './contains';
import { ends } from './ends';
import { eq } from './eq';
import { exists } from './exists';
import { gt } from './gt';
import { gte } from './gte';
import { isIn } from './in';
import { lt } from './lt';
import { lte } from './lte';
import { ne } from './ne';
import { nin } from './nin';
import type { Operator } from './operator';
import { regex } from './regex';
import { starts } from './starts';

export const OPERATORS: Readonly<Record<ConditionOperator, Operator>> = {
	eq,
	ne,
	in: isIn,
	nin,
	gt,
	gte,
	lt,
	lte,
	contains,
	starts,
	ends,
	exists,
	regex,
};
