throw new TypeError('from CommonJS');
