for (const zone of ['UTC', 'America/New_York', 'Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns']) {
  process.env.TZ = zone;
  for (const t of [0, 1e12, -1e12, 1711846800000, 1711850399999, 1711850400000, 1698541200000, 1698544800000, 1e15, 951782400000]) {
    const d = new Date(t);
    console.log(zone, t, d.toString(), d.toTimeString(), d.toLocaleString(), d.toLocaleDateString(), d.toLocaleTimeString(), d.getTimezoneOffset(), d.getYear());
    console.log(d.getFullYear(), d.getMonth(), d.getDate(), d.getDay(), d.getHours(), d.getMinutes(), d.getSeconds(), d.getMilliseconds());
  }
  // skipped and repeated hours
  for (let h = 0; h < 4; h++) {
    console.log(zone, new Date(2024, 2, 10, h, 30).getTime(), new Date(2024, 10, 3, h, 30).getTime(), new Date(2024, 2, 31, h, 30).getTime(), new Date(2024, 9, 27, h, 30).getTime(), new Date(2024, 9, 6, h, 15).getTime());
  }
}
