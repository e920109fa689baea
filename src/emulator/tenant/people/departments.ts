/** Departments with their share of the people in percent, and the jobs in them. */
export const departments: readonly (readonly [name: string, weight: number, titles: string])[] = [
  ['Sales', 20, 'Account Executive|Sales Director|Sales Engineer|Inside Sales Representative'],
  ['Engineering', 18, 'Software Engineer|Principal Engineer|Engineering Manager|Test Engineer'],
  ['Manufacturing', 22, 'Machine Operator|Shift Lead|Plant Manager|Quality Inspector'],
  ['Retail', 14, 'Store Associate|Store Manager|Visual Merchandiser'],
  ['Finance', 6, 'Accountant|Controller|Financial Analyst'],
  ['Human Resources', 4, 'Recruiter|HR Business Partner|Payroll Specialist'],
  ['IT', 6, 'Systems Administrator|Help Desk Technician|Security Analyst'],
  ['Marketing', 6, 'Brand Manager|Content Designer|Campaign Manager'],
  ['R&D', 3, 'Research Scientist|Lab Technician'],
  ['Legal', 1, 'Counsel|Paralegal'],
];
