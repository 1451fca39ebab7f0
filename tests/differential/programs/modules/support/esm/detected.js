export const detected = 'by its syntax';
