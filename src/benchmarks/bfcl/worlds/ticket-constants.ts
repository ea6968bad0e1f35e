// TicketAPI's constants, as ticket_api.py of bfcl-eval has them.

export const INITIAL = { ticketCounter: 1 }

export const EDITABLE_FIELDS = ['title', 'description', 'status', 'priority']
