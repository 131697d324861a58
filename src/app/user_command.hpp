// fabula user: accounts from the command line. Passwords are read from standard input, never from
// the arguments, which others on the machine can see.
#pragma once

#include <string>

#include "app/api_client.hpp"

namespace fabula::app {

struct UserCommand {
    std::string login;
    std::string name;   // Empty: the login.
    std::string house;  // Empty: the name.
};

// Makes the first account. It gets all that was made at the desk.
int run_user_add(ApiClient& api, const UserCommand& command);

// Gives somebody a new password and signs them out everywhere.
int run_user_password(ApiClient& api, const UserCommand& command);

// Prints a link by which somebody chooses a new password themselves, once within a day.
int run_user_reset(ApiClient& api, const UserCommand& command);

}  // namespace fabula::app
