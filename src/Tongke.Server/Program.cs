using Tongke.Server.Commands;

return await CommandLine.RunAsync(args);
