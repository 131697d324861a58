// The command line: one function per command, each answering an exit code.
#pragma once

#include <string>
#include <vector>

namespace fabula::app {

// 0 done, 1 failed, 2 the command line cannot be understood.
int run_command_line(int argument_count, char** arguments);

}  // namespace fabula::app
