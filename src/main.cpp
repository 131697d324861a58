#include "app/commands.hpp"

int main(int argument_count, char** arguments) {
    return fabula::app::run_command_line(argument_count, arguments);
}
