const subjects = [
  'Reception',
  'Invoices',
  'Customer Support',
  'Orders',
  'Careers',
  'Press Office',
  'Facilities',
  'Travel Desk',
  'Payroll',
  'Events',
  'Warehouse',
  'Service Desk',
  'Compliance',
];
const sites = ['Seattle', 'Berlin', 'Paris', 'Madrid', 'Warsaw', 'Oslo', 'Pune', 'Osaka', 'Chicago', 'Lyon'];

/** The name of a tenant's shared mailbox by its number; the first 130 differ. */
export function nameSharedMailbox(number: number): string {
  return `${subjects[number % subjects.length] ?? ''} ${sites[number % sites.length] ?? ''}`;
}
